/** Creating, cloning, dropping and merging branches. */
@NullMarked
package org.gitversion.branch;

import org.jspecify.annotations.NullMarked;
