;;; Drives Emacs without a window as a person would: select, choose a code action, wait, save, undo.
;;; What happened is printed as JSON on one line. Each client's own file loads this.  -*- lexical-binding: t -*-
;;   LIMNER_COMMAND  the server's command, its words separated by U+001F
;;   LIMNER_STEPS    JSON: {file, words, title, wait}
(require 'json)
(setq native-comp-enable-subr-trampolines nil)  ; This Emacs stands in a folder that has no compiler.
(require 'markdown-mode nil t)  ; As those have it who write Markdown.
(setq make-backup-files nil create-lockfiles nil)

(defvar limner-command (split-string (getenv "LIMNER_COMMAND") "\x1f") "The server's command.")
(defvar limner-step (json-parse-string (getenv "LIMNER_STEPS") :object-type 'plist) "What to do.")
(defvar limner-menu nil "The titles of the menu.")
(defvar limner-said nil "The messages shown.")

(defun limner-wait (seconds condition)
  "Wait up to SECONDS until CONDITION holds; return whether it does."
  (let ((end (+ (float-time) seconds)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (funcall condition)))

(defun limner-choose (_prompt collection &rest _)
  "Choose in COLLECTION the action that is wanted, as a person does in the menu."
  (let ((title (plist-get limner-step :title))
        (titles (all-completions "" collection)))
    (setq limner-menu titles)
    (or (seq-find (lambda (each) (string-prefix-p title each)) titles)
        (error "No such action: %S" titles))))

(defun limner-drive (connect actions leave)
  "Open the file, CONNECT, run the command ACTIONS on the words, undo, and LEAVE the server."
  (setq completing-read-function #'limner-choose)
  (find-file (plist-get limner-step :file))
  (buffer-enable-undo)
  (let ((before (buffer-string))
        (wanted (plist-get limner-step :wait))
        landed undone)
    (funcall connect)
    (transient-mark-mode 1)
    (goto-char (point-min))
    (search-forward (plist-get limner-step :words))
    (push-mark (match-beginning 0) t t)
    (setq last-nonmenu-event t)
    (undo-boundary)
    (call-interactively actions)
    (setq landed (limner-wait 30 (lambda () (string-search wanted (buffer-string)))))
    (save-buffer)
    (when landed (limner-wait 10 (lambda () limner-said)))  ; Said behind the edit.
    (when landed
      (deactivate-mark)  ; With a selection only what is in it would be undone.
      (undo-boundary)
      (undo)
      (setq undone (equal before (buffer-string))))
    (set-buffer-modified-p nil)
    (funcall leave)
    (setq locale-coding-system 'utf-8)
    (princ (concat (decode-coding-string
                    (json-serialize
                     (list :menu (vconcat limner-menu) :said (vconcat limner-said)
                           :landed (if landed t :false) :undone (if undone t :false)))
                    'utf-8)
                   "\n"))))
