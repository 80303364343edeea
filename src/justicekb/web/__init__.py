"""The web application: server-rendered pages and a JSON API over the Python interface, for one machine.

`create_app(options)` makes it; `justicekb serve` runs it. Nothing outside is loaded, and pages work without a script.
"""

from justicekb.web.app import create_app
from justicekb.web.options import WebOptions

__all__ = ["WebOptions", "create_app"]
