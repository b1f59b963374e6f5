SELECT b = 'kept in g' FROM g;
