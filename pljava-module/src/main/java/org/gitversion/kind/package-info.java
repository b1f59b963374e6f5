/** The kinds of objects: one file each with the slots and the DDL of the kind. */
@NullMarked
package org.gitversion.kind;

import org.jspecify.annotations.NullMarked;
