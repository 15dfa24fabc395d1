"""The Celery app: an alarm clock for the outbox, never the place where a case lives."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class OwnConnectionTask(DjangoTask):
    """Keeps the connection to the database from task to task, as a web thread does from request to
    request: looked at for age and health before and after, not opened anew (`CELERY_DB_REUSE_MAX`).
    """

    abstract = True

    def __call__(self, *args: Any, **options: Any) -> Any:
        close_old_connections()
        try:
            return super().__call__(*args, **options)
        finally:
            close_old_connections()


app = Celery("portal", task_cls=OwnConnectionTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Threads of the web server have no current app of their own; they take the default one.
app.set_default()
