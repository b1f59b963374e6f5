/** The functions that SQL calls. */
@NullMarked
package org.gitversion.function;

import org.jspecify.annotations.NullMarked;
