"""Operators look at messages here; the only thing they can change is to send one again."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.accounts.actor import actor_of
from portal.accounts.admin import ReadOnlyAdmin
from portal.errors import DomainError
from portal.outbox.actions import send_again
from portal.outbox.models import Attempt, Message


class AttemptInline(admin.TabularInline):
    model = Attempt
    extra = 0
    can_delete = False
    fields = ("number", "started_at", "seconds", "outcome", "error")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ("kind", "key", "state", "attempts", "not_before", "created_at", "last_error")
    list_filter = ("state", "kind")
    search_fields = ("key",)
    ordering = ("-created_at",)
    show_full_result_count = False
    inlines = (AttemptInline,)
    actions = ("send_messages_again",)

    @admin.action(description=gettext_lazy("重新发送"))
    def send_messages_again(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        sent = 0
        for message in queryset:
            try:
                send_again(message, actor=actor_of(request.user))
                sent += 1
            except DomainError as refusal:
                self.message_user(request, f"{message.key}: {refusal.said}", messages.WARNING)
        text = ngettext("已重新发送 %d 条消息。", "已重新发送 %d 条消息。", sent) % sent
        self.message_user(request, text or _("没有发送。"))
