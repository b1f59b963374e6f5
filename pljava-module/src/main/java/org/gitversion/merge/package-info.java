/** Three-way merge of trees, its conflicts and strategies. */
@NullMarked
package org.gitversion.merge;

import org.jspecify.annotations.NullMarked;
