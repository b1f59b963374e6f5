SELECT sum(item_id) = 3 FROM detail;
