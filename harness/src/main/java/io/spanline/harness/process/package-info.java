/** The programs of a pipeline as processes that can be killed, suspended and started again. */
@NullMarked
package io.spanline.harness.process;

import org.jspecify.annotations.NullMarked;
