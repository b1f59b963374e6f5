package org.gitversion.catalog;

import org.gitversion.db.Database;
import org.gitversion.model.SchemaTree;

/** How a part of a schema is read again after statements of gitversion changed it. */
public interface Rereading {
    /**
     * Reads what may have changed, and makes sure that nothing outside of the part did.
     *
     * @param database the gateway
     * @param goal what the part is to be
     * @return the part as it is now
     */
    LiveSchema read(Database database, SchemaTree goal);
}
