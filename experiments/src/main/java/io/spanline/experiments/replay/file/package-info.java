/**
 * The writing of a replay's files: a draft of lines as they are answered, which becomes a replay in
 * one step or a stray.
 */
@NullMarked
package io.spanline.experiments.replay.file;

import org.jspecify.annotations.NullMarked;
