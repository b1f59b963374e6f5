CREATE TABLE home (person_id integer REFERENCES person, street text, town text);
CREATE OR REPLACE VIEW address AS SELECT p.id, h.street, h.town FROM person p JOIN home h ON h.person_id = p.id;
ALTER TABLE person DROP COLUMN street, DROP COLUMN town;
