CREATE TABLE two (id integer, is_one boolean DEFAULT true, note text);
CREATE TABLE one (id integer, is_two boolean DEFAULT true);
