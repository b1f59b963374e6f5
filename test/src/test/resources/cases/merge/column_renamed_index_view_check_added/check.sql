SELECT string_agg(title, ',' ORDER BY id) = 'one,two' FROM item;
