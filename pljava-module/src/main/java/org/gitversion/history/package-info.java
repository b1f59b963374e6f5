/** Branches as refs, commits, revisions, merge bases, the working tree. */
@NullMarked
package org.gitversion.history;

import org.jspecify.annotations.NullMarked;
