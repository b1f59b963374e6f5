/** The registry of errors that users see. */
@NullMarked
package org.gitversion.error;

import org.jspecify.annotations.NullMarked;
