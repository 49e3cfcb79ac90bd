/** {@code spanline doctor}: one class for each part of the machine that it checks. */
@NullMarked
package io.spanline.cli.doctor;

import org.jspecify.annotations.NullMarked;
