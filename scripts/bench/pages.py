"""Pages as heavy as those of the large sites, and as slow as an answer from far away."""

import contextlib
import http.server
import threading
import time

FORMATS = 40
DELAY = 0.2


class _Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802
        time.sleep(DELAY)
        sources = "".join(
            f'<source src="/film{i}.mp4?signature={"s" * 500}" type="video/mp4" label="{i}p">' for i in range(FORMATS))
        page = f"<html><head><title>Film</title></head><body><video>{sources}</video></body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args):
        """Says nothing."""


@contextlib.contextmanager
def slow_origin():
    """Yields the address below which every page is one with a video."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
