/** Single objects given as DDL or as JSON: PostgreSQL reads them in a schema that never stays. */
@NullMarked
package org.gitversion.ast;

import org.jspecify.annotations.NullMarked;
