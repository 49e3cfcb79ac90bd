/**
 * The answers of capture-writer's REST interface, shared by the server and its clients. {@link
 * io.spanline.captures.FileFormat#JSON} writes and reads them; readers ignore fields they do not
 * know.
 */
@NullMarked
package io.spanline.captures.api;

import org.jspecify.annotations.NullMarked;
