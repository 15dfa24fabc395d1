from __future__ import annotations

from django.urls import path

from portal.accounts import language, look_pages, pages
from portal.accounts.typed import pages as typed

urlpatterns = [
    path("i18n/setlang/", language.choose_language, name="set_language"),
    path("look/", look_pages.look_page, name="look"),
    path("login/", pages.login_page, name="login"),
    path("login/demo/", pages.demo_login, name="demo-login"),
    path("logout/", pages.logout_page, name="logout"),
    path("register/", pages.register_page, name="register"),
    path("typed/<uuid:typed_id>/forget/", typed.forget, name="typed_forget"),
    path("profile/", pages.profile_page, name="profile"),
]
