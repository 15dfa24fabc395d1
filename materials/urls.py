"""Addresses of documents and licences."""

from __future__ import annotations

from django.urls import path

from materials.documents import library_web
from materials.documents.uploads import web as uploads
from materials.documents.web import download, look
from materials.licences import web

urlpatterns = [
    path("documents/<uuid:document_id>/", download, name="document"),
    path("documents/<uuid:document_id>/look/<slug:size>/", look, name="document_look"),
    path("my/documents/", library_web.library, name="my_documents"),
    path("my/documents/add/", library_web.add, name="my_document_add"),
    path("my/documents/<uuid:document_id>/", library_web.one, name="my_document"),
    path("my/documents/<uuid:document_id>/<slug:verb>/", library_web.act, name="my_document_act"),
    path("uploads/", uploads.begin, name="uploads"),
    path("uploads/<uuid:upload_id>/", uploads.one, name="upload"),
    path("licences/verify/", web.lookup, name="licence_lookup"),
    path("licences/verify/<str:token>/", web.verify, name="licence_verify"),
    path("my/licences/", web.mine, name="my_licences"),
    path("my/licences/<str:number>/", web.one_of_mine, name="my_licence"),
]
