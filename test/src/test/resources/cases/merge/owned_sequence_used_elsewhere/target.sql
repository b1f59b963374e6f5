ALTER TABLE other ALTER COLUMN id SET DEFAULT nextval('item_id_seq');
