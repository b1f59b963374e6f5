CREATE TABLE one (a integer);
CREATE TABLE two (b integer);
