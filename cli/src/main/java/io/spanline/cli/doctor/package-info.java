/** {@code spanline doctor}: one class per part of a machine that is looked at. */
@NullMarked
package io.spanline.cli.doctor;

import org.jspecify.annotations.NullMarked;
