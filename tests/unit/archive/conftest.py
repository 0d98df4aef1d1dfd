"""The archive's modules name its tables, which can be imported only once Django is set up; pytest-django comes later."""

import django

django.setup()
