CREATE SEQUENCE person_id_seq AS integer;
CREATE TABLE people (id integer DEFAULT nextval('person_id_seq') NOT NULL, name text, born date, CONSTRAINT person_pkey PRIMARY KEY (id));
ALTER SEQUENCE person_id_seq OWNED BY people.id;
CREATE TABLE home (person_id integer CONSTRAINT home_person_id_fkey REFERENCES people, street text, town text);
CREATE VIEW address AS SELECT p.id, h.street, h.town FROM people p JOIN home h ON h.person_id = p.id;
