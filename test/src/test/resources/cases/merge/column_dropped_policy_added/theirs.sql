CREATE TABLE item (id integer, tenant text);
CREATE POLICY own ON item USING (tenant = CURRENT_USER);
