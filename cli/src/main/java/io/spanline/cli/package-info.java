/** Spanline's command line: one class per verb, no logic of their own. */
@NullMarked
package io.spanline.cli;

import org.jspecify.annotations.NullMarked;
