/** The REST interface: what may be asked for, and how captures and baselines are handed out. */
@NullMarked
package io.spanline.capture.rest;

import org.jspecify.annotations.NullMarked;
