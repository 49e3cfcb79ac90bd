/**
 * The files that hold normal traffic: what a manifest and a baseline say, and how they are written.
 */
@NullMarked
package io.spanline.captures;

import org.jspecify.annotations.NullMarked;
