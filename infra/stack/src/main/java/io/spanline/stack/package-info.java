/**
 * The local stack: real components as local processes. In reading order: {@code plan} (what to
 * run), {@code run} (starts, watches, stops it), {@code process} (one child process), {@code
 * record} (what other processes see of it), {@code broker}, {@code tool} (the programs that are not
 * Java), {@code compose} (what Docker needs of all this). Here are the words that they share.
 */
@NullMarked
package io.spanline.stack;

import org.jspecify.annotations.NullMarked;
