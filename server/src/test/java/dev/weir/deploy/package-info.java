/** What operators run: the archive, the image's steps, the proxies in front, the commands that help to move. */
package dev.weir.deploy;
