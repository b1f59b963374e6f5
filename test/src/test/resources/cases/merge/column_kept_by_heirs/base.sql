CREATE TABLE p (a integer, b text, k text);
CREATE TABLE c (x integer) INHERITS (p);
CREATE TABLE g (y integer) INHERITS (c);
CREATE TABLE e () INHERITS (p);
