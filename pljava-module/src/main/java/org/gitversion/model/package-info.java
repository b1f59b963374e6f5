/** The immutable model of a schema: nodes over slots, and the tree they form. */
@NullMarked
package org.gitversion.model;

import org.jspecify.annotations.NullMarked;
