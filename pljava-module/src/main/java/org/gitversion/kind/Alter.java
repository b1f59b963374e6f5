package org.gitversion.kind;

/** A relation that is altered, and what every action on it begins with. */
final class Alter {
    private final String target;
    private final String part;

    private Alter(String target, String part) {
        this.target = target;
        this.part = part;
    }

    /** A table, with those below it. */
    static Alter table(String name) {
        return new Alter("ALTER TABLE " + Identifier.quote(name), "");
    }

    /** A table, but not those below it. */
    static Alter only(String name) {
        return new Alter("ALTER TABLE ONLY " + Identifier.quote(name), "");
    }

    /** Another relation, by its kind and name. */
    static Alter of(String target) {
        return new Alter("ALTER " + target, "");
    }

    /** A column of the same. */
    Alter column(String name) {
        return new Alter(target, "ALTER COLUMN " + Identifier.quote(name) + " ");
    }

    /** One action. */
    Ddl to(String action, Ddl.Lock lock) {
        return Ddl.action(target, part + action, lock);
    }

    /** One action for which nobody else can be at work. */
    Ddl to(String action) {
        return to(action, Ddl.Lock.ACCESS_EXCLUSIVE);
    }
}
