"""Messages and mailboxes: bytes in, a `Reading` of a message out, or the messages and attachments it holds.

`parts` takes messages apart with the standard library, `reader` reads the form of the body that says more and
states what the header says.
"""

from justicekb.ingest.formats.mail.parts import attachments as attachments
from justicekb.ingest.formats.mail.parts import messages as messages
from justicekb.ingest.formats.mail.reader import read_message as read_message
