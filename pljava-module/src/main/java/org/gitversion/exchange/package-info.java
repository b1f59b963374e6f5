/** What databases give to each other: bundles of commits with their documents. */
@NullMarked
package org.gitversion.exchange;

import org.jspecify.annotations.NullMarked;
