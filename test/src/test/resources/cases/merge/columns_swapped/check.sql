SELECT b = 'was a' AND a = 'was b' FROM item;
