SELECT was_item FROM old;
