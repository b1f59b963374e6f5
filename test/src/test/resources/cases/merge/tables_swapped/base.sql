CREATE TABLE one (id integer, is_one boolean DEFAULT true);
CREATE TABLE two (id integer, is_two boolean DEFAULT true);
