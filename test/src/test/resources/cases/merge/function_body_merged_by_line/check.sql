SELECT f() = 118;
