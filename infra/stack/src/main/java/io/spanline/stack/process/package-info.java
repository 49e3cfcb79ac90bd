/**
 * Child processes: how one is started, known to be ready, signalled and told apart from a later
 * one.
 */
@NullMarked
package io.spanline.stack.process;

import org.jspecify.annotations.NullMarked;
