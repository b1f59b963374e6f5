/** Turns differences into ordered statements, applies them and verifies the result. */
@NullMarked
package org.gitversion.plan;

import org.jspecify.annotations.NullMarked;
