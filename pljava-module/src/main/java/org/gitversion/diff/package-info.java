/** Compares two states of a schema. */
@NullMarked
package org.gitversion.diff;

import org.jspecify.annotations.NullMarked;
