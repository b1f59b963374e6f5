SELECT t = 'a' FROM log_1;
