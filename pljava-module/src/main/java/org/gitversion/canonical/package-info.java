/** Canonical text: documents, hashes, the lexer, text diff and text merge. */
@NullMarked
package org.gitversion.canonical;

import org.jspecify.annotations.NullMarked;
