"""Write the list as .xlsx. usage: import_file.py PATH ROWS"""

import sys
from pathlib import Path

from import_list import UNITS

from tests.imports.files import volume_honours

volume_honours(Path(sys.argv[1]), int(sys.argv[2]), units=UNITS)
