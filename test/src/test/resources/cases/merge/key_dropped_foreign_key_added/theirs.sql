CREATE TABLE item (id integer, code text, CONSTRAINT item_code_key UNIQUE (code));
CREATE TABLE detail (code text, CONSTRAINT detail_code_fkey FOREIGN KEY (code) REFERENCES item (code));
