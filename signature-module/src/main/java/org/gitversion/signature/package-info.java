/** Verifies OpenPGP and SSH signatures with the lightweight interface of Bouncy Castle. */
@NullMarked
package org.gitversion.signature;

import org.jspecify.annotations.NullMarked;
