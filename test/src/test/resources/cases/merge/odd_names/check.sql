SELECT "%2F" = 'one' FROM "v/w";
