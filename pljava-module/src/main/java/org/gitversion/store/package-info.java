/** Content-addressed storage of trees: hashes, documents, directories. */
@NullMarked
package org.gitversion.store;

import org.jspecify.annotations.NullMarked;
