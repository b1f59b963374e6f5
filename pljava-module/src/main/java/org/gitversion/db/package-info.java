/** The thin gateway on the connection of the session, the only user of JDBC statements. */
@NullMarked
package org.gitversion.db;

import org.jspecify.annotations.NullMarked;
