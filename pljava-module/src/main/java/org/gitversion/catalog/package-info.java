/** Reads the catalogs of PostgreSQL, set by set, into the model. */
@NullMarked
package org.gitversion.catalog;

import org.jspecify.annotations.NullMarked;
